/** The scale-out store: the log in front, Elasticsearch behind. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch;
