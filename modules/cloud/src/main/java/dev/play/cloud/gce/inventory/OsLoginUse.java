package dev.play.cloud.gce.inventory;

/** Whether hosts are logged in to by OS Login. */
enum OsLoginUse {
  /** Where the instance or its project has it on, and nobody has said who the user is. */
  AUTO,
  ALWAYS,
  NEVER
}
