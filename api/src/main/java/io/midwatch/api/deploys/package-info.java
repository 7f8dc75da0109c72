/** Deploys as JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.deploys;
