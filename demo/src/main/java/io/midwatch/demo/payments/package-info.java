/** Charges cards at the card processor and sends receipts through the e-mail provider. */
@NullMarked
package io.midwatch.demo.payments;

import org.jspecify.annotations.NullMarked;
