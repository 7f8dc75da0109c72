/** Whether anybody still waits for an answer. */
@NullMarked
package io.midwatch.query.asker;

import org.jspecify.annotations.NullMarked;
