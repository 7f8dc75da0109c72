@org.jspecify.annotations.NullMarked
package io.midwatch.storage.elasticsearch;
