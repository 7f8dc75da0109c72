/** The list of endpoints and one endpoint. */
@NullMarked
package io.midwatch.ui.endpoints;

import org.jspecify.annotations.NullMarked;
