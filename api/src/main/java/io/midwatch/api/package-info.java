/** The native JSON API. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api;
