/** What came in, item by item, and what became of it. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.ledger;
