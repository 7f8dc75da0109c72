/** What earlier builds wrote, read and written again. */
@org.jspecify.annotations.NullMarked
package io.midwatch.storage.columnar.golden;
