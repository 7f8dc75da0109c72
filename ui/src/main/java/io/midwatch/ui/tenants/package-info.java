/** The list of tenants and one tenant. */
@NullMarked
package io.midwatch.ui.tenants;

import org.jspecify.annotations.NullMarked;
