/** Pages as text for a chat or a ticket. */
@NullMarked
package io.midwatch.ui.markdown;

import org.jspecify.annotations.NullMarked;
