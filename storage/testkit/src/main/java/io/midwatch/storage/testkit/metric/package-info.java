/** The suites for metric points. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.metric;
