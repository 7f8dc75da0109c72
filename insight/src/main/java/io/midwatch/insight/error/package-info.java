/** What is to be thought of groups of errors, and when that changes. */
@org.jspecify.annotations.NullMarked
package io.midwatch.insight.error;
