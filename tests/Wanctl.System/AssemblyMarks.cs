using System.Runtime.Versioning;
using Wanctl.SystemTests.Kit;

// Namespaces, TUN lines and signals: these tests start anywhere but do their work on Linux, and skip elsewhere.
[assembly: SupportedOSPlatform("linux")]

// Tests that measure time on real sockets must not fight each other for the cores: only those that mostly wait run
// beside each other, a few at a time whatever the number of cores.
[assembly: CollectionBehavior(typeof(LaneFactory), MaxParallelThreads = 3)]
