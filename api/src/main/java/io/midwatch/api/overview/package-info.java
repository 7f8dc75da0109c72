/** The first screen as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.overview;
