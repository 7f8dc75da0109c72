/** The inbox of errors as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.errors;
