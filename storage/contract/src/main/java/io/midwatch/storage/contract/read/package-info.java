/** The way out: what a store can be asked. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.contract.read;
