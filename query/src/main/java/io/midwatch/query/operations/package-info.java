/** Queues, databases, third parties and tenants. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.operations;
