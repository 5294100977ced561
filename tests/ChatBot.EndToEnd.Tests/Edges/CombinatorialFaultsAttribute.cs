using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace ChatBot.EndToEnd.Tests.Edges;

/// <summary>A case for every member of an enum of faults, so that a new fault is a new test.</summary>
/// <typeparam name="T">The faults.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialFaultsAttribute<T> : DataAttribute
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<T>().Select(fault => new TheoryDataRow<T>(fault))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
