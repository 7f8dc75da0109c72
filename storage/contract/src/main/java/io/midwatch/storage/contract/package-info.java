/** Ports, the typed query model and the bounded in-memory store. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract;
