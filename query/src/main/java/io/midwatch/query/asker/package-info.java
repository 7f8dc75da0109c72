/** Whether anybody still waits for an answer, and for how long. */
@NullMarked
package io.midwatch.query.asker;

import org.jspecify.annotations.NullMarked;
