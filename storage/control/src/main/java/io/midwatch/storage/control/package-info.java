/** Control state in a relational database. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.control;
