out date date '+%Y %m %d %H %M %S %s %Z %z %A %j %u %W %N'
TZ=UTC0 out utc date '+%Y-%m-%dT%H:%M:%S'
