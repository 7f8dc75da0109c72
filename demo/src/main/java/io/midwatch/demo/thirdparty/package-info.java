/** Servers that belong to others: card processor, e-mail provider, customers' webhook endpoints. */
@NullMarked
package io.midwatch.demo.thirdparty;

import org.jspecify.annotations.NullMarked;
