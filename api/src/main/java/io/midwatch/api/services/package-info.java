/** Services and their endpoints as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.services;
