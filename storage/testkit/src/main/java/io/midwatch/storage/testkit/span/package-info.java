/** The suites for spans. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.span;
