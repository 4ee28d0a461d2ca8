import kafkajs, { type PartitionAssigner } from 'kafkajs'

const NAME = 'FlisByPartition'
const NOTHING = Buffer.alloc(0)

/**
 * Gives the same partition number of every topic to the same member: a kommune's records and its arrival events then come
 * to one consumer, where topics have equally many partitions.
 */
export const byPartition: PartitionAssigner = ({ cluster }) => ({
  name: NAME,
  version: 1,
  assign: async ({ members, topics }) => {
    const ids = members.map(({ memberId }) => memberId).sort()
    return ids.map((memberId, nth) => ({
      memberId,
      memberAssignment: kafkajs.AssignerProtocol.MemberAssignment.encode({
        version: 1,
        assignment: Object.fromEntries(
          topics.map((topic) => [
            topic,
            cluster
              .findTopicPartitionMetadata(topic)
              .map(({ partitionId }) => partitionId)
              .filter((partition) => partition % ids.length === nth),
          ]),
        ),
        userData: NOTHING,
      }),
    }))
  },
  protocol: ({ topics }) => ({
    name: NAME,
    metadata: kafkajs.AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: NOTHING }),
  }),
})
