/** What went live, and what followed. */
@NullMarked
package io.midwatch.ui.deploys;

import org.jspecify.annotations.NullMarked;
