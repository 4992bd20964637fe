#ifndef LEASH_MOCK_BOOST_FIBER_CHANNEL_OP_STATUS_HPP
#define LEASH_MOCK_BOOST_FIBER_CHANNEL_OP_STATUS_HPP
namespace boost::fibers {
enum class channel_op_status { success = 0, empty, full, closed, timeout };
}
#endif
