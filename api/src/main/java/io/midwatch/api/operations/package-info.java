/** Databases, queues and tenants as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.operations;
