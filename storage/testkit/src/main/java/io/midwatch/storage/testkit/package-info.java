/** Contract suites that every store passes. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit;
