/** The bounded in-memory store, the reference every other store is compared with. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.memory;
