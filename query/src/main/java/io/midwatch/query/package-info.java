/** Questions over the store: search, trace assembly, overview. No Spring. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query;
