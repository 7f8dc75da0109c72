/** What the API is, for machines. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.openapi;
