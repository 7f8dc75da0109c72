/** The scale-out store on Elasticsearch. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch;
