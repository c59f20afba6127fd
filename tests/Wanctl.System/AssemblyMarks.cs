using System.Runtime.Versioning;

// Namespaces, TUN lines and signals: these tests start anywhere but do their work on Linux, and skip elsewhere.
[assembly: SupportedOSPlatform("linux")]

// Tests that measure time on real sockets must not fight each other for the cores: one collection, nothing in parallel.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
