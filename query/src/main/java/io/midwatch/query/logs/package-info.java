/** Finding log records. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.logs;
