/** What rows of spans and of logs share: context, attributes, the rest, virtual columns. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.row;
