/** What documents look like: terms, mappings, ids. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch.doc;
