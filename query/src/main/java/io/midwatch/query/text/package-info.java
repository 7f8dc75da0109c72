/** The query line: words and field:value pairs become a filter. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.text;
