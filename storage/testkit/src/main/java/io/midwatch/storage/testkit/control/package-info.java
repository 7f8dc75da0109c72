/** Suites for the ports of the control state, and states that somebody else changes first. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.control;
