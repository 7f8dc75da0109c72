/** What several spans of a trace tell together: whose requests they were, and who called whom. */
@org.jspecify.annotations.NullMarked
package io.midwatch.derive.trace;
