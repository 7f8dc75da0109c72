/** Times as people and programs write them. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.time;
