/**
 * {@code ./midwatch verify-data} and {@code ./midwatch export}: plain programs beside the Spring
 * application that work on its data folder.
 */
@org.jspecify.annotations.NullMarked
package io.midwatch.server.data;
