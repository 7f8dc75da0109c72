/** The suite for rollups. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.testkit.rollup;
