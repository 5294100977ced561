using ChatBot.Kernel.UseCases;

namespace ChatBot.Storage;

/// <summary>Ids that grow with time (UUID version 7), so that new rows stand together in an index.</summary>
internal sealed class TimeOrderedIds(TimeProvider time) : IIdSource
{
    public Guid New() => Guid.CreateVersion7(time.GetUtcNow());
}
