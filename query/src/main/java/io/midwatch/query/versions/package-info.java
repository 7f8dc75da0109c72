/** Versions of services at work. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.versions;
