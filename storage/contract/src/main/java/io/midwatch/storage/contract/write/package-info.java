/** The way in: encoded batches, the sinks they are decoded into, the writers. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.write;
