/** From the log into documents. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch.write;
