/** The suites for log records. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.log;
