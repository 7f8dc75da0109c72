/** What fails now, and how everything is. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.overview;
