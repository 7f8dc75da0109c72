/** Questions turned into searches and their answers. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch.read;
