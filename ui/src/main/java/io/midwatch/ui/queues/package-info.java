/** The list of queues and one queue. */
@NullMarked
package io.midwatch.ui.queues;

import org.jspecify.annotations.NullMarked;
