/** Suites for the ports of the control state. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.control;
