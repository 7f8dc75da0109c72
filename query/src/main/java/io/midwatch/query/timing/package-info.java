/** Where the time of requests goes, and what slow ones have in common. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.timing;
