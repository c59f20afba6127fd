using System.Reflection;
using Xunit.v3;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Gives each class that is marked with <see cref="SideBySideAttribute"/> a collection of its own, which runs beside
/// others; all other classes share one that runs alone.
/// </summary>
/// <param name="assembly">Where the classes are.</param>
public sealed class LaneFactory(IXunitTestAssembly assembly) : TestCollectionFactoryBase(assembly)
{
    private readonly XunitTestCollection _alone = new(assembly, null, disableParallelization: true, "alone");

    /// <inheritdoc/>
    public override string DisplayName => "alone, but for the classes that mostly wait";

    /// <inheritdoc/>
    protected override IXunitTestCollection GetDefaultTestCollection(Type testClass) =>
        testClass.GetCustomAttribute<SideBySideAttribute>() is null ? _alone
            : new XunitTestCollection(TestAssembly, null, disableParallelization: false, testClass.Name);
}
